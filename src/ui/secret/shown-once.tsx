import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { floatingLayer } from '../theme/app-theme.tsx'
import { useFocusReturn } from '../use-focus-return.ts'

interface ShownOnceProps {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Something that is told once: closes only by saying that it was taken down. */
export function ShownOnce({ isOpen, title, onClose, children }: ShownOnceProps) {
  useFocusReturn(isOpen)
  return (
    <Modal
      open={isOpen}
      title={title}
      className="shown-once"
      getContainer={floatingLayer}
      destroyOnHidden
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <button type="button" className="main-button no-print" onClick={onClose}>
          已收好
        </button>
      }
    >
      {children}
    </Modal>
  )
}
