import { useEffect, useRef, type ReactNode } from 'react'

interface LedgerMenuProps {
  readonly label: string
  readonly children: ReactNode
}

/** A button that unfolds a small panel below itself; Escape or a click elsewhere folds it. */
export function LedgerMenu({ label, children }: LedgerMenuProps) {
  const own = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const fold = (event: Event): void => {
      const menu = own.current
      if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false
    }
    document.addEventListener('pointerdown', fold)
    document.addEventListener('focusin', fold)
    return () => {
      document.removeEventListener('pointerdown', fold)
      document.removeEventListener('focusin', fold)
    }
  }, [])
  return (
    <details
      ref={own}
      className="ledger-menu no-print"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !own.current?.open) return
        own.current.open = false
        own.current.querySelector('summary')?.focus()
      }}
    >
      <summary className="plain-button">{label}</summary>
      <div className="ledger-panel">{children}</div>
    </details>
  )
}
