import { useState } from 'react'
import { listRecords } from '#contract/record.ts'
import { readSeats, startPosting } from '#contract/workforce/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { DateField } from '../date-field.tsx'

const MOST = 500

/** Puts somebody of the town itself in a seat: the head, the part-time worker. */
export function PostOfficial({ onClose }: { readonly onClose: () => void }) {
  const [id] = useState(makeNewId)
  const [stationId, setStationId] = useState<string>()
  const seats = useAnswer(readSeats, stationId === undefined ? {} : { stationId }, { keepsPrevious: true })
  const people = useAnswer(listRecords, { subject: 'person', limit: MOST })
  const [personId, setPersonId] = useState<string>()
  const [seat, setSeat] = useState<string>()
  const [startOn, setStartOn] = useState('')
  const [more, setMore] = useState<Readonly<Record<string, string>>>({})
  const day = startOn === '' ? (seats.data?.workDay ?? '') : startOn
  const post = useAct(
    () =>
      call(startPosting, {
        id,
        stationId: stationId ?? '',
        personId: personId ?? '',
        isTowns: true,
        seatCode: seat ?? '',
        isFullTime: false,
        startOn: day,
        more,
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title="安排镇街人员"
      okText="安排"
      isReady={stationId !== undefined && personId !== undefined && seat !== undefined && day !== ''}
      isBusy={post.isBusy}
      trouble={post.trouble}
      onOk={() => post.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="社工站">
        <ChoiceField
          label="社工站"
          none="请选择"
          isRequired
          value={stationId}
          choices={(seats.data?.stations ?? [])
            .filter(({ kind }) => kind === 'station')
            .map((one) => ({ value: one.id, label: one.name }))}
          onChange={setStationId}
          isSearchable
        />
      </ChoiceRow>
      <ChoiceRow label="人员" help="还没有登记的，先在名册里“登记站长、督导”。">
        <ChoiceField
          label="人员"
          none="请选择"
          isRequired
          value={personId}
          choices={(people.data?.records ?? []).map((one) => ({ value: one.id, label: `${one.name}（${one.placeName}）` }))}
          onChange={setPersonId}
          isSearchable
        />
      </ChoiceRow>
      <ChoiceRow label="席位">
        <ChoiceField
          label="席位"
          none="请选择"
          isRequired
          value={seat}
          choices={(seats.data?.seats ?? []).map(({ code, label }) => ({ value: code, label }))}
          onChange={setSeat}
        />
      </ChoiceRow>
      {(seats.data?.coined ?? []).map(({ name, label, options }) => (
        <ChoiceRow key={name} label={label}>
          <ChoiceField
            label={label}
            none="还不清楚"
            value={more[name]}
            choices={options.map(({ code, label: text }) => ({ value: code, label: text }))}
            onChange={(next) => {
              const { [name]: _, ...rest } = more
              setMore(next === undefined ? rest : { ...rest, [name]: next })
            }}
          />
        </ChoiceRow>
      ))}
      <DateField label="到岗日期" value={day} onChange={setStartOn} />
    </AskDialog>
  )
}
