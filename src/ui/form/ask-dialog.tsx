import { Modal } from 'antd'
import { useId, type ReactNode } from 'react'
import { useActsOff } from './act-button.tsx'
import { floatingLayer } from '../theme/app-theme.tsx'
import { ProblemNotice, type Trouble } from '../problem-notice.tsx'
import { useFocusReturn } from '../use-focus-return.ts'
import { WholeForm } from './whole-form.tsx'

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
  useFocusReturn(isOpen)
  const submit = (): void => {
    if (off === undefined && !isBusy) onOk()
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
      <WholeForm id={id} className="ask-form" isReady={isReady} onSubmit={submit}>
        {children}
        {trouble ? <ProblemNotice trouble={trouble} /> : null}
      </WholeForm>
    </Modal>
  )
}
