import { useState, type ReactNode, type SubmitEvent } from 'react'
import { stillMissing } from './still-missing.ts'

interface WholeFormProps {
  readonly id?: string
  readonly className: string
  /** What the form cannot see of itself is there, too. */
  readonly isReady?: boolean
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** A form that is handed in whole: what is still missing is named, in our words, and the first of it is gone to. */
export function WholeForm({ id, className, isReady = true, onSubmit, children }: WholeFormProps) {
  const [missing, setMissing] = useState<{ readonly text: string; readonly wasReady: boolean }>()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const { names, first } = stillMissing(event.currentTarget)
    if (isReady && first === undefined) {
      setMissing(undefined)
      onSubmit()
      return
    }
    const text = names.length > 0 ? `还没有填好：${names.join('、')}。` : '还没有填好，请按各项的说明补上。'
    setMissing({ text, wasReady: isReady })
    first?.focus()
  }
  return (
    <form id={id} className={className} onSubmit={submit} onInput={() => setMissing(undefined)} noValidate>
      {children}
      {missing?.wasReady === isReady ? (
        <p className="field-fault" role="alert">
          {missing.text}
        </p>
      ) : null}
    </form>
  )
}
