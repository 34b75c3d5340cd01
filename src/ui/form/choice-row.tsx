import type { ReactNode } from 'react'

/** A field that brings its own name, under a visible label. */
export function ChoiceRow({
  label,
  help,
  children,
}: {
  readonly label: string
  readonly help?: string
  readonly children: ReactNode
}) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      {children}
      {help === undefined ? null : <p className="muted field-help">{help}</p>}
    </div>
  )
}
