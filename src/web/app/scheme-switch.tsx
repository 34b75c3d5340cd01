import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { SchemeView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'

/** Which plan the page is about; shown where a page is about one. */
export function SchemeSwitch({ schemes }: { readonly schemes: readonly SchemeView[] }) {
  const { schemeId } = useParams({ strict: false })
  const { unit } = useSearch({ strict: false }) as { readonly unit?: string }
  const { pathname } = useLocation()
  const navigate = useNavigate()
  if (schemeId === undefined || schemes.length === 0) return <span className="scheme-switch" />
  const page = pathname.startsWith('/settings') ? '/settings/$schemeId' : '/plan/$schemeId'
  const keyOf = ({ id, unitCode }: SchemeView): string => `${id}@${unitCode}`
  const of = (id: string): readonly SchemeView[] => schemes.filter((one) => one.id === id)
  const here = of(schemeId).find(({ unitCode }) => unitCode === unit) ?? of(schemeId)[0]
  const go = (key: string | undefined): void => {
    const next = schemes.find((one) => keyOf(one) === key)
    // the address names the place only where several live by the same scheme
    const search = next && of(next.id).length > 1 ? { unit: next.unitCode } : {}
    if (next) void navigate({ to: page, params: { schemeId: next.id }, search: search as never })
  }
  return (
    <div className="scheme-switch">
      <ChoiceField
        label="方案与地区"
        className="scheme-field"
        value={here && keyOf(here)}
        {...(!here && { none: '换一份方案' })}
        choices={schemes.map((one) => ({ value: keyOf(one), label: `${one.shortTitle} · ${one.unitName}` }))}
        onChange={go}
      />
    </div>
  )
}
