import { Modal } from 'antd'
import { useId, useState, type ReactNode, type SubmitEvent } from 'react'
import { useActsOff } from './act-button.tsx'
import { floatingLayer } from './app-theme.tsx'
import { ProblemNotice, type Trouble } from './problem-notice.tsx'
import { stillMissing } from './still-missing.ts'
import { useFocusReturn } from './use-focus-return.ts'

interface AskDialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly okText: string
  readonly isReady?: boolean
  readonly isBusy: boolean
  readonly trouble: Trouble | undefined
  readonly onOk: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks for what an act needs, and does it; what is still missing is named, and what was entered stays when the act fails. */
export function AskDialog({ isOpen, title, okText, isReady = true, isBusy, trouble, onOk, onClose, children }: AskDialogProps) {
  const id = useId()
  const off = useActsOff()
  const [missing, setMissing] = useState<{ readonly text: string; readonly wasReady: boolean }>()
  useFocusReturn(isOpen)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (off !== undefined || isBusy) return
    const { names, first } = stillMissing(event.currentTarget)
    if (isReady && first === undefined) {
      setMissing(undefined)
      onOk()
      return
    }
    const text = names.length > 0 ? `还没有填好：${names.join('、')}。` : '还没有填好，请按各项的说明补上。'
    setMissing({ text, wasReady: isReady })
    first?.focus()
  }
  return (
    <Modal
      open={isOpen}
      title={title}
      okText={okText}
      cancelText="取消"
      okButtonProps={{ htmlType: 'submit', form: id, disabled: off !== undefined, title: off, loading: isBusy }}
      onCancel={onClose}
      mask={{ closable: false }}
      getContainer={floatingLayer}
      destroyOnHidden
    >
      <form id={id} className="ask-form" onSubmit={submit} onInput={() => setMissing(undefined)} noValidate>
        {children}
        {missing?.wasReady === isReady ? (
          <p className="field-fault" role="alert">
            {missing.text}
          </p>
        ) : null}
        {trouble ? <ProblemNotice trouble={trouble} /> : null}
      </form>
    </Modal>
  )
}
