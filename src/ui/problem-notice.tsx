import type { ReactNode } from 'react'

export interface Trouble {
  /** What happened. */
  readonly title: string
  /** Where, and why. */
  readonly detail?: string | undefined
  /** The clause it rests on, and the page it stands on. */
  readonly ground?: { readonly text: string; readonly href: string } | undefined
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
      {trouble.ground ? (
        <p>
          依据：
          <a href={trouble.ground.href} target="_blank" rel="noopener">
            {trouble.ground.text}
          </a>
        </p>
      ) : null}
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
