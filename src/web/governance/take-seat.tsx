import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { takeSeat, type listBodies } from '#contract/governance.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DayField } from '#ui/form/day-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

type Bodies = z.output<typeof listBodies.output>

interface TakeSeatProps {
  readonly body: Bodies['bodies'][number]
  readonly people: Bodies['people']
  readonly on: string
  readonly onClose: () => void
}

/** Who takes which seat from when, and in whose place. */
export function TakeSeat({ body, people, on, onClose }: TakeSeatProps) {
  const { message } = App.useApp()
  const [seatCode, setSeatCode] = useState<string>()
  const [personId, setPersonId] = useState<string>()
  const [from, setFrom] = useState(on)
  const [replaces, setReplaces] = useState<string>()
  const holders = body.seats.filter(
    (seat) => seat.seatCode === seatCode && (seat.from ?? '') < from && (seat.to ?? '9999') >= from,
  )
  const take = useAct(
    () =>
      call(takeSeat, {
        id: body.id,
        version: body.version,
        seatCode: seatCode ?? '',
        personId: personId ?? '',
        from,
        ...(replaces !== undefined && { replacesPersonId: replaces }),
      }),
    () => {
      void message.success('已保存，相关条款已重新判定')
      onClose()
    },
  )
  return (
    <AskDialog
      isOpen
      title={`任职、接任：${body.name}`}
      okText="保存"
      isReady={seatCode !== undefined && personId !== undefined}
      isBusy={take.isBusy}
      trouble={take.trouble}
      onOk={() => take.run(undefined)}
      onClose={onClose}
    >
      <div className="field">
        <span className="field-label">职务</span>
        <ChoiceField
          label="职务"
          none="选职务"
          isRequired
          value={seatCode}
          choices={body.seatOptions.map(({ code, label }) => ({ value: code, label }))}
          onChange={(next) => {
            setSeatCode(next)
            setReplaces(undefined)
          }}
        />
      </div>
      <div className="field">
        <span className="field-label">人员</span>
        <ChoiceField
          label="人员"
          none="选人员"
          isRequired
          isSearchable
          value={personId}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setPersonId}
        />
      </div>
      <div className="field">
        <span className="field-label">任职日期</span>
        <DayField label="任职日期" value={from} onChange={(day) => day !== undefined && setFrom(day)} />
      </div>
      {holders.length === 0 ? null : (
        <div className="field">
          <span className="field-label">接任</span>
          <ChoiceField
            label="接任"
            none="不接任谁，增加一人"
            value={replaces}
            choices={holders.map((seat) => ({ value: seat.personId, label: `接 ${seat.personName ?? '现任'}，前一天离任` }))}
            onChange={setReplaces}
          />
        </div>
      )}
    </AskDialog>
  )
}
