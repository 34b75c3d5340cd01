import type { ReactNode } from 'react'
import type { Standing } from '#contract/workforce/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Tone } from '#ui/theme/tone.ts'
import { toneOfState } from './tone-of-state.ts'

interface StandingLineProps {
  readonly standing: Standing
  /** Another state than the verdict's, where the act in hand gives it one. */
  readonly tag?: { readonly tone: Tone; readonly word: string } | undefined
  /** What follows the clause. */
  readonly aside?: string
  readonly children?: ReactNode
}

/** One verdict: its state, the sentence, what is missing by name, and the clause. */
export const StandingLine = ({ standing, tag, aside = '', children }: StandingLineProps) => (
  <li>
    <StatusTag tone={tag?.tone ?? toneOfState(standing.state)} word={tag?.word ?? standing.stateLabel} />
    <div>
      <p>{standing.sentence}</p>
      {standing.lacks.length > 0 ? (
        <ul className="lacks">
          {standing.lacks.map((lack) => (
            <li key={lack}>{lack}</li>
          ))}
        </ul>
      ) : null}
      <p className="muted">
        依据：{standing.refs.join('、')}
        {aside}
      </p>
      {children}
    </div>
  </li>
)
