import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { narrowChoices, narrowOf, type GrantDraft } from './grant-draft.ts'
import { PlaceField } from './place-field.tsx'
import type { Places } from './use-places.ts'

interface NarrowFieldsProps {
  readonly draft: GrantDraft
  readonly places: Places
  readonly onChange: (patch: Partial<GrantDraft>) => void
}

const TOWN_DIGITS = 9

/** How far a grant goes inside its division, where its role leaves a choice or must be narrow. */
export function NarrowFields({ draft, places, onChange }: NarrowFieldsProps) {
  const choices = narrowChoices(draft.role)
  const narrow = narrowOf(draft)
  if (choices.every(({ value }) => value === 'whole')) return null
  return (
    <>
      <ChoiceRow label="收窄" help="没有特别需要时，给能办事的最小范围。">
        <ChoiceField
          label="收窄"
          value={narrow}
          choices={choices}
          onChange={(value) => onChange({ narrow: choices.find((one) => one.value === value)?.value ?? 'whole' })}
        />
      </ChoiceRow>
      {narrow === 'zone' ? <Towns draft={draft} places={places} onChange={onChange} /> : null}
      {narrow === 'sample' ? (
        <PlaceField
          label="评估轮次"
          places={places.rounds}
          isKnown={places.isKnown}
          value={draft.roundId}
          onChange={(roundId) => onChange({ roundId })}
          help="只能看这一轮抽中的样本，不能录入。"
        />
      ) : null}
    </>
  )
}

function Towns({ draft, places, onChange }: NarrowFieldsProps) {
  const scope = draft.scopeCode.trim()
  const towns = places.divisions.filter(({ code }) => code.length === TOWN_DIGITS && scope !== '' && code.startsWith(scope))
  if (towns.length === 0)
    return (
      <TextField
        label="片区的乡镇街道（区划代码）"
        value={draft.towns.join(',')}
        onChange={(text) => onChange({ towns: text.split(/[,，、\s]+/) })}
        help="9 位代码，用逗号分隔。"
      />
    )
  const toggle = (code: string, isIn: boolean): void =>
    onChange({ towns: isIn ? [...draft.towns, code] : draft.towns.filter((one) => one !== code) })
  return (
    <fieldset className="plain-set">
      <legend>片区的乡镇街道</legend>
      {towns.map(({ code, name }) => (
        <label key={code} className="sure">
          <input type="checkbox" checked={draft.towns.includes(code)} onChange={(event) => toggle(code, event.target.checked)} />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  )
}
