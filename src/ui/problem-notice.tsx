import type { ReactNode } from 'react'

export interface Trouble {
  /** What happened. */
  readonly title: string
  /** Where, and on what ground. */
  readonly detail?: string | undefined
  /** What to do now. */
  readonly advice: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[] | undefined
  /** Number to quote when reporting it. */
  readonly reference?: string | undefined
}

/** Says what happened, where, and what to do. */
export function ProblemNotice({ trouble, action }: { readonly trouble: Trouble; readonly action?: ReactNode }) {
  return (
    <div className="problem" role="alert">
      <strong>{trouble.title}</strong>
      {trouble.detail ? <p>{trouble.detail}</p> : null}
      {trouble.fields && trouble.fields.length > 0 ? (
        <ul>
          {trouble.fields.map(({ path, message }) => (
            <li key={path + message}>{message}</li>
          ))}
        </ul>
      ) : null}
      <p>{trouble.advice}</p>
      {trouble.reference ? <p className="muted">报障编号：{trouble.reference}</p> : null}
      {action}
    </div>
  )
}
