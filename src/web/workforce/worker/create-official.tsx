import { useState } from 'react'
import { listRecords } from '#contract/record.ts'
import { createOfficial } from '#contract/workforce/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { DateField } from '../date-field.tsx'

interface CreateOfficialProps {
  /** Only the bureau says who is certified. */
  readonly isOffice: boolean
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

const MOST = 500

/** A head of a station, a supervisor: no social worker. */
export function CreateOfficial({ isOffice, onDone, onClose }: CreateOfficialProps) {
  const units = useAnswer(listRecords, { subject: 'unit', limit: MOST })
  const places = [...new Map((units.data?.records ?? []).map((one) => [one.divisionCode, one.placeName])).entries()].toSorted(
    ([a], [b]) => (a < b ? -1 : 1),
  )
  const [id] = useState(makeNewId)
  const [name, setName] = useState('')
  const [place, setPlace] = useState<string>()
  const [idNumber, setIdNumber] = useState('')
  const [until, setUntil] = useState('')
  const divisionCode = place ?? places[0]?.[0]
  const create = useAct(
    () =>
      call(createOfficial, {
        id,
        divisionCode: divisionCode ?? '',
        ...(idNumber.trim() !== '' && { idNumber }),
        facts: { nameText: name, ...(until !== '' && { certificateValidUntilOn: until }) },
      }),
    (made) => onDone(made.id),
  )
  return (
    <AskDialog
      isOpen
      title="登记站长、督导等人员"
      okText="登记"
      isReady={name.trim() !== '' && divisionCode !== undefined}
      isBusy={create.isBusy}
      trouble={create.trouble}
      onOk={() => create.run(undefined)}
      onClose={onClose}
    >
      <TextField label="姓名" value={name} onChange={setName} maxLength={80} />
      <ChoiceRow label="所在地区">
        <ChoiceField
          label="所在地区"
          value={divisionCode}
          choices={places.map(([value, label]) => ({ value, label }))}
          onChange={setPlace}
          isSearchable
        />
      </ChoiceRow>
      <TextField
        label="身份证号"
        value={idNumber}
        onChange={setIdNumber}
        maxLength={30}
        help="加密保存，只显示掩码。"
        isOptional
      />
      {isOffice ? (
        <DateField label="职业资格证书有效期至" value={until} onChange={setUntil} help="持证的才能当督导。" isOptional />
      ) : null}
    </AskDialog>
  )
}
