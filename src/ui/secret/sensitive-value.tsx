import { useEffect, useState } from 'react'
import { ActButton } from '../form/act-button.tsx'
import { AskDialog } from '../form/ask-dialog.tsx'
import { ChoiceField } from '../form/choice-field.tsx'
import { ChoiceRow } from '../form/choice-row.tsx'
import type { Trouble } from '../problem-notice.tsx'
import { TextField } from '../form/text-field.tsx'

interface Shown {
  readonly value: string
  readonly showSeconds: number
}

interface SensitiveValueProps {
  readonly label: string
  readonly masked: string
  readonly reasons: readonly { readonly value: string; readonly label: string }[]
  /** Absent where the person may not see it in clear. */
  readonly reveal: ((reason: string, remark: string) => Promise<Shown>) | undefined
  readonly explain: (error: unknown) => Trouble
}

const SHORTEST_REMARK = 2

/** A masked value; in clear after a reason is given, and for some seconds only. */
export function SensitiveValue({ label, masked, reasons, reveal, explain }: SensitiveValueProps) {
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState(reasons[0]?.value ?? '')
  const [remark, setRemark] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const [shown, setShown] = useState<{ readonly value: string; readonly until: number }>()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (shown === undefined) return
    // by the clock, not by counting: a tab in the background is woken less often
    const tick = (): void => {
      const seconds = Math.ceil((shown.until - Date.now()) / 1000)
      setLeft(seconds)
      if (seconds <= 0) setShown(undefined)
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [shown])

  const ask = (): void => {
    setTrouble(undefined)
    setRemark('')
    setIsAsking(true)
  }
  const show = async (): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    try {
      const { value, showSeconds } = (await reveal?.(reason, remark.trim())) ?? { value: masked, showSeconds: 0 }
      setShown({ value, until: Date.now() + showSeconds * 1000 })
      setIsAsking(false)
    } catch (error) {
      setTrouble(explain(error))
    }
    setIsBusy(false)
  }
  return (
    <span className="sensitive">
      <span className="code-text" aria-live="polite">
        {shown?.value ?? masked}
      </span>
      {shown === undefined ? null : (
        <>
          <span className="muted">{left} 秒后隐去</span>
          <button type="button" className="text-button no-print" onClick={() => setShown(undefined)}>
            立即隐去
          </button>
        </>
      )}
      {shown === undefined && reveal ? (
        <ActButton className="text-button no-print" aria-label={`查看原文：${label}`} onClick={ask}>
          查看原文
        </ActButton>
      ) : null}
      {reveal ? (
        <AskDialog
          isOpen={isAsking}
          title={`查看原文：${label}`}
          okText="查看"
          isReady={remark.trim().length >= SHORTEST_REMARK}
          isBusy={isBusy}
          trouble={trouble}
          onOk={() => void show()}
          onClose={() => setIsAsking(false)}
        >
          <p>原文显示 30 秒。谁、何时、为何查看，记入审计。</p>
          <ChoiceRow label="事由">
            <ChoiceField label="事由" value={reason} choices={reasons} onChange={(next) => setReason(next ?? reason)} />
          </ChoiceRow>
          <TextField label="说明" value={remark} onChange={setRemark} maxLength={200} help="例如：与本人核对补贴卡号" />
        </AskDialog>
      ) : null}
    </span>
  )
}
