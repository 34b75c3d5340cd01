import type { ReactElement } from 'react'
import type { Tone } from './tone.ts'

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const SHAPES: { readonly [T in Tone]: ReactElement } = {
  bad: <path d="M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6" {...stroke} strokeWidth={2.4} />,
  warn: (
    <>
      <path d="M8 1.8l6.6 12H1.4z" {...stroke} />
      <path d="M8 6.2v3.4M8 11.6v.2" {...stroke} />
    </>
  ),
  unknown: <path d="M5.4 5.6a2.7 2.7 0 1 1 3.8 2.6c-.8.4-1.2.9-1.2 1.8M8 12.8v.2" {...stroke} strokeWidth={2} />,
  info: (
    <>
      <circle cx="8" cy="8" r="6.2" {...stroke} />
      <path d="M8 4.6V8l2.4 1.6" {...stroke} />
    </>
  ),
  good: <path d="M2.8 8.6l3.4 3.4 7-7.6" {...stroke} strokeWidth={2.4} />,
  plain: <rect x="2.6" y="2.6" width="10.8" height="10.8" rx="2" {...stroke} />,
  dotted: <circle cx="8" cy="8" r="5.6" {...stroke} strokeDasharray="1 3.2" strokeWidth={2.2} />,
  mute: <path d="M3.5 8h9" {...stroke} />,
  missing: <rect x="2" y="5.6" width="12" height="4.8" fill="currentColor" />,
}

/** The shape of a tone. Decorative: a word always stands beside it. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg className="tone-icon" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      {SHAPES[tone]}
    </svg>
  )
}
