import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import type { SchemeView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/choice-field.tsx'

/** Which plan the page is about; shown where a page is about one. */
export function SchemeSwitch({ schemes }: { readonly schemes: readonly SchemeView[] }) {
  const { schemeId } = useParams({ strict: false })
  const { pathname } = useLocation()
  const navigate = useNavigate()
  if (schemeId === undefined || schemes.length === 0) return <span className="scheme-switch" />
  const isKnown = schemes.some(({ id }) => id === schemeId)
  const page = pathname.startsWith('/settings') ? '/settings/$schemeId' : '/plan/$schemeId'
  return (
    <div className="scheme-switch">
      <ChoiceField
        label="方案与地区"
        className="scheme-field"
        value={isKnown ? schemeId : undefined}
        {...(!isKnown && { none: '换一份方案' })}
        choices={schemes.map(({ id, shortTitle, unitName }) => ({ value: id, label: `${shortTitle} · ${unitName}` }))}
        onChange={(next) => next !== undefined && void navigate({ to: page, params: { schemeId: next }, search: {} as never })}
      />
    </div>
  )
}
