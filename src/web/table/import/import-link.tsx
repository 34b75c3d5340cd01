import { Link } from '@tanstack/react-router'
import { listImports } from '#contract/import.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'

/** The way to the spreadsheets from a list, for whoever may take in what it lists. */
export function ImportLink({ importer }: { readonly importer: string }) {
  const mayRecord = useCan('record fact')
  const { data } = useAnswer(listImports, {}, { isEnabled: mayRecord })
  if (!data?.importers.some(({ key }) => key === importer)) return null
  return (
    <Link to="/imports" className="plain-button">
      从表格导入
    </Link>
  )
}
