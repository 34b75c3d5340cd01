import { useRef, useState } from 'react'
import { adoptScheme, listBelow, type listAdoptions } from '#contract/territory/index.ts'
import type { z } from 'zod'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { newId } from './new-id.ts'

interface AdoptDialogProps {
  readonly adoptable: z.output<(typeof listAdoptions)['output']>['adoptable']
  readonly onClose: () => void
}

/** Chooses a plan, the place and the first day. */
export function AdoptDialog({ adoptable, onClose }: AdoptDialogProps) {
  const { grant, today } = useSession()
  const id = useRef(newId())
  const [schemeId, setSchemeId] = useState<string>()
  const [unitCode, setUnitCode] = useState(grant.scopeCode === '0' ? '' : grant.scopeCode)
  const [from, setFrom] = useState(today)
  const below = useAnswer(listBelow, { code: grant.scopeCode })
  const chosen = adoptable.find((s) => s.schemeId === schemeId)
  const adopt = useAct(
    () => call(adoptScheme, { id: id.current, schemeId: schemeId ?? '', unitCode, from }),
    () => onClose(),
  )
  return (
    <AskDialog
      isOpen
      title="采用一份方案"
      okText="采用"
      isReady={schemeId !== undefined && /^\d{1,12}$/.test(unitCode) && from !== ''}
      isBusy={adopt.isBusy}
      trouble={adopt.trouble}
      onOk={() => adopt.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="方案" {...(chosen && { help: helpFor(chosen) })}>
        <ChoiceField
          label="方案"
          none="选一份方案"
          isRequired
          value={schemeId}
          choices={adoptable.map((s) => ({ value: s.schemeId, label: s.shortTitle }))}
          onChange={setSchemeId}
        />
      </ChoiceRow>
      <TextField
        label="地区代码"
        value={unitCode}
        onChange={setUnitCode}
        inputMode="numeric"
        maxLength={12}
        help="采用方案的地区，例如县 330402、市 3304、省 33。"
        suggestions={[
          { value: grant.scopeCode, label: grant.scopeName },
          ...(below.data?.divisions.map((d) => ({ value: d.code, label: d.name })) ?? []),
        ]}
      />
      <TextField label="自何日起" type="date" value={from} onChange={setFrom} />
    </AskDialog>
  )
}

const helpFor = ({ title, tierLabel, validFrom, validTo }: AdoptDialogProps['adoptable'][number]): string =>
  `${title}。${tierLabel === null ? '' : `由${tierLabel}一级采用；`}方案自 ${validFrom} 起${validTo === null ? '' : `，至 ${validTo}`}。`
