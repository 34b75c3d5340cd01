import type { Tone } from './theme/tone.ts'
import { ToneIcon } from './theme/tone-icon.tsx'

interface StatusTagProps {
  readonly tone: Tone
  readonly word: string
  readonly count?: number | undefined
}

/** One status: icon, count if any, word, on the colour of its tone. */
export function StatusTag({ tone, word, count }: StatusTagProps) {
  return (
    <span className={`status-tag tone-${tone}`}>
      <ToneIcon tone={tone} />
      {count === undefined ? null : <b>{count}</b>}
      <span>{word}</span>
    </span>
  )
}
