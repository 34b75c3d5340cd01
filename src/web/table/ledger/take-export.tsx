import type { ListEndpoints } from '#contract/table.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { TakeFile } from '../take-file.tsx'

interface TakeExportProps {
  readonly endpoint: ListEndpoints['export']
  readonly title: string
  readonly input: Readonly<Record<string, string | undefined>>
}

/** Takes what the filter finds as a spreadsheet; taking it is audited. */
export function TakeExport({ endpoint, title, input }: TakeExportProps) {
  const { today } = useSession()
  return <TakeFile endpoint={endpoint} input={input} fileName={`${title} ${today}.xlsx`} label="导出 Excel" />
}
