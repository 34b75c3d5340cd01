import { useState } from 'react'
import { listAttachments } from '#contract/attachment.ts'
import { attestItem, type AcceptanceCheckView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'

interface TickItemProps {
  readonly stationId: string
  readonly asOf: string
  readonly check: AcceptanceCheckView
  readonly item: AcceptanceCheckView['items'][number]
  readonly onClose: () => void
}

/** Confirms an item as seen on the spot, or takes that back. */
export function TickItem({ stationId, asOf, check, item, onClose }: TickItemProps) {
  const [on, setOn] = useState(asOf)
  const [remark, setRemark] = useState('')
  const isHeld = !item.isHeld
  const [evidenceIds, setEvidenceIds] = useState<readonly string[]>([])
  const files = useAnswer(listAttachments, { subject: 'station', recordId: stationId }, { isEnabled: isHeld })
  const present = (files.data?.attachments ?? []).filter(({ removed, state }) => removed === null && state === 'stored')
  const tick = useAct(
    () =>
      call(attestItem, {
        stationId,
        schemeId: check.schemeId,
        ruleId: check.ruleId,
        itemId: item.itemId,
        isHeld,
        on,
        remark,
        evidenceIds: [...evidenceIds],
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`${isHeld ? '确认' : '撤回'}：${item.label}`}
      okText={isHeld ? '确认' : '撤回'}
      isReady={!isHeld || (on !== '' && (remark.trim() !== '' || evidenceIds.length > 0))}
      isBusy={tick.isBusy}
      trouble={tick.trouble}
      onOk={() => tick.run(undefined)}
      onClose={onClose}
    >
      {isHeld ? (
        <>
          <TextField label="看到的日期" type="date" value={on} onChange={setOn} />
          <TextField
            label="所见情况"
            value={remark}
            onChange={setRemark}
            maxLength={1000}
            isOptional={evidenceIds.length > 0}
            help="写明看到了什么、在哪里，或选佐证的附件。确认的人会记在档案里，之后不能再签署本站的验收。"
          />
          {present.length > 0 ? (
            <fieldset className="evidence">
              <legend>佐证附件（要求：{item.evidence.join('、')}）</legend>
              {present.map(({ id, name }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    checked={evidenceIds.includes(id)}
                    onChange={({ target }) =>
                      setEvidenceIds(target.checked ? [...evidenceIds, id] : evidenceIds.filter((one) => one !== id))
                    }
                  />{' '}
                  {name}
                </label>
              ))}
            </fieldset>
          ) : (
            <p className="muted">要附照片或文件的，先到“附件”里上传，再回来选。</p>
          )}
        </>
      ) : (
        <p>撤回后这一项恢复为未确认；原来的确认仍留在历次改动里。</p>
      )}
    </AskDialog>
  )
}
