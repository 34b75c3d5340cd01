import { useRef, useState, type SubmitEvent } from 'react'
import { changeDivision, tryChange, type ChangeEffect } from '#contract/territory/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { changeOf, EMPTY_DRAFT, type ChangeKind } from './change-draft.ts'
import { ChangeEffectView } from './change-effect.tsx'
import { ChangeFields } from './change-fields.tsx'
import { newId } from '../new-id.ts'
import { usePlacesBelow } from '../use-places-below.ts'
import './change-form.css'

const KINDS: readonly { readonly value: ChangeKind; readonly label: string }[] = [
  { value: 'rename', label: '更名' },
  { value: 'merge', label: '合并（撤销并入）' },
  { value: 'split', label: '析出（一分为二）' },
  { value: 'move', label: '改属' },
  { value: 'create', label: '设立' },
]

/** Asks for a change, shows what it would move, and makes it. */
export function ChangeForm({ onClose }: { readonly onClose: () => void }) {
  const { today } = useSession()
  const id = useRef(newId())
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const [effectiveOn, setEffectiveOn] = useState(today)
  const [documentNo, setDocumentNo] = useState('')
  const [effect, setEffect] = useState<ChangeEffect>()
  // what is only being made has no name to look up yet
  const isThere = draft.kind === 'move' || (draft.kind === 'merge' && !draft.isNew)
  const places = usePlacesBelow({ chosen: draft.codes[0] ?? '', to: isThere ? draft.to : '', within: draft.within })
  const change = changeOf(
    draft,
    places.stations.map((s) => s.id),
  )
  const asked = change && documentNo.trim() !== '' && effectiveOn !== '' ? { change, effectiveOn, documentNo } : undefined
  const attempt = useAct((input: NonNullable<typeof asked>) => call(tryChange, input), setEffect)
  const make = useAct((input: NonNullable<typeof asked>) => call(changeDivision, { id: id.current, ...input }), onClose)
  // what was tried is what is done: whatever is changed afterwards is tried again
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value)
      setEffect(undefined)
      attempt.reset()
      make.reset()
    }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!asked) return
    if (effect) make.run(asked)
    else attempt.run(asked)
  }
  const trouble = make.trouble ?? attempt.trouble
  return (
    <form className="change-form page-part no-print" onSubmit={submit} aria-label="区划变更">
      <ChoiceRow label="办什么">
        <ChoiceField
          label="办什么"
          value={draft.kind}
          choices={KINDS}
          onChange={(kind) =>
            edit(setDraft)({ ...EMPTY_DRAFT, kind: KINDS.find((one) => one.value === kind)?.value ?? 'rename' })
          }
        />
      </ChoiceRow>
      <ChangeFields draft={draft} places={places} onChange={edit(setDraft)} />
      <div className="change-when">
        <TextField label="自何日起" type="date" value={effectiveOn} onChange={edit(setEffectiveOn)} />
        <TextField
          label="依据文件"
          value={documentNo}
          onChange={edit(setDocumentNo)}
          maxLength={80}
          help="批复的文号，例如 浙政函〔2026〕12号。"
        />
      </div>
      {trouble ? <ProblemNotice trouble={trouble} /> : null}
      {effect ? <ChangeEffectView effect={effect} /> : null}
      <p className="button-row">
        <button type="submit" className="main-button" disabled={!asked || attempt.isBusy || make.isBusy}>
          {effect ? '确认办理' : '试算会移动什么'}
        </button>
        <button type="button" className="plain-button" onClick={onClose}>
          取消
        </button>
      </p>
    </form>
  )
}
