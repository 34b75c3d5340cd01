import { useState } from 'react'
import { listSites, moveStation, type StationView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { siteChoices } from './site-choices.ts'

interface MoveStationProps {
  readonly station: StationView
  readonly onClose: () => void
}

/** A station goes to another unit of its county, with whoever is posted there. */
export function MoveStation({ station, onClose }: MoveStationProps) {
  const sites = useAnswer(listSites, {})
  const [unitId, setUnitId] = useState<string>()
  const [on, setOn] = useState(station.plans[0]?.asOf ?? '')
  const move = useAct(
    () => call(moveStation, { stationId: station.id, version: station.version, unitId: unitId ?? '', on }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`迁移${station.name}`}
      okText="迁移"
      isReady={unitId !== undefined && on !== ''}
      isBusy={move.isBusy}
      trouble={move.trouble}
      onOk={() => move.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="迁到" help="只能迁到本县的镇街或村社；在岗人员随站一同转过去，原地区仍可查以前的情况。">
        <ChoiceField
          label="迁到"
          none="选一个地区"
          isRequired
          isSearchable
          value={unitId}
          choices={siteChoices(sites.data?.sites ?? [])}
          onChange={setUnitId}
        />
      </ChoiceRow>
      <TextField label="自何日起" type="date" value={on} onChange={setOn} />
    </AskDialog>
  )
}
