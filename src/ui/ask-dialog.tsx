import { Modal } from 'antd'
import { useId, type ReactNode, type SubmitEvent } from 'react'
import { useActsOff } from './act-button.tsx'
import { floatingLayer } from './app-theme.tsx'
import { ProblemNotice, type Trouble } from './problem-notice.tsx'
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

/** Asks for what an act needs, and does it; what was entered stays when that fails. */
export function AskDialog({ isOpen, title, okText, isReady = true, isBusy, trouble, onOk, onClose, children }: AskDialogProps) {
  const id = useId()
  const off = useActsOff()
  const canDo = isReady && off === undefined
  useFocusReturn(isOpen)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (canDo && !isBusy) onOk()
  }
  return (
    <Modal
      open={isOpen}
      title={title}
      okText={okText}
      cancelText="取消"
      okButtonProps={{ htmlType: 'submit', form: id, disabled: !canDo, title: off, loading: isBusy }}
      onCancel={onClose}
      getContainer={floatingLayer}
      destroyOnHidden
    >
      <form id={id} className="ask-form" onSubmit={submit}>
        {children}
        {trouble ? <ProblemNotice trouble={trouble} /> : null}
      </form>
    </Modal>
  )
}
