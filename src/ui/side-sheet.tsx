import { Drawer } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { floatingLayer } from './theme/app-theme.tsx'

interface SideSheetProps {
  readonly isOpen: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A sheet that slides in from the side; printing prints it instead of the page. */
export function SideSheet({ isOpen, title, onClose, children }: SideSheetProps) {
  // where the person was before the sheet took the focus: there it goes back to
  const left = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && !target.closest('.side-sheet')) left.current = target
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useEffect(() => {
    if (!isOpen) left.current?.focus({ preventScroll: true })
  }, [isOpen])
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={title}
      size="min(820px, 100vw)"
      getContainer={floatingLayer}
      destroyOnHidden
      rootClassName="side-sheet"
      closable={{ 'aria-label': '关闭' }}
    >
      {children}
    </Drawer>
  )
}
