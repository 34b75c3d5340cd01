import { useState } from 'react'
import { createRecord, listRecords } from '#contract/record.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { makeNewId } from '#web/http/make-new-id.ts'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'

interface NewRecordProps {
  readonly subject: string
  readonly label: string
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

const MOST = 500

/** A new record: its name and its place; the rest is filled in on its own page. */
export function NewRecord({ subject, label, onDone, onClose }: NewRecordProps) {
  const units = useAnswer(listRecords, { subject: 'unit', limit: MOST })
  const places = (units.data?.records ?? []).toSorted((a, b) => (a.divisionCode < b.divisionCode ? -1 : 1))
  const [id] = useState(makeNewId)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string>()
  const unitId = chosen ?? places[0]?.id
  const create = useAct(
    () => call(createRecord, { subject, id, name, unitId: unitId ?? '' }),
    (made) => onDone(made.id),
  )
  return (
    <AskDialog
      isOpen
      title={`新建${label}`}
      okText="新建"
      isReady={name.trim() !== '' && unitId !== undefined}
      isBusy={create.isBusy}
      trouble={create.trouble}
      onOk={() => create.run(undefined)}
      onClose={onClose}
    >
      <TextField label="名称" value={name} onChange={setName} maxLength={200} />
      <div className="field">
        <span className="field-label">所在地区</span>
        <ChoiceField
          label="所在地区"
          value={unitId}
          choices={places.map((place) => ({ value: place.id, label: place.name }))}
          onChange={setChosen}
          isSearchable
        />
      </div>
    </AskDialog>
  )
}
