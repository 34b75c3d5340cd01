import { useEffect, useRef, useState } from 'react'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string | undefined) => void
}

const PAUSE_MS = 300

/** Text that filters once the typing pauses. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (timer.current === undefined) setText(value)
  }, [value])
  return (
    <input
      type="search"
      className="text-filter"
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={64}
      onChange={(event) => {
        const next = event.target.value
        setText(next)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          timer.current = undefined
          onChange(next.trim() === '' ? undefined : next.trim())
        }, PAUSE_MS)
      }}
    />
  )
}
