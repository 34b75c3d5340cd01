import type { StateName } from '#contract/scheme/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { STATE_WORDS, STATES_TOLD } from '../state-words.ts'

type Counts = { readonly [S in StateName]?: number | undefined }

/** `11 符合 · 1 不符 · 1 未知 / 13`: never a mean. What does not apply is told only where nothing else is. */
export function CountsLine({ counts, total }: { readonly counts: Counts; readonly total: number }) {
  const told = STATES_TOLD.filter((state) => (counts[state] ?? 0) > 0)
  const main = told.filter((state) => state !== 'not-applicable')
  const shown = main.length > 0 ? main : told
  if (shown.length === 0) return <span className="muted">尚无对象</span>
  return (
    <span className="counts-line">
      {shown.map((state) => (
        <StatusTag key={state} tone={STATE_WORDS[state].tone} word={STATE_WORDS[state].word} count={counts[state]} />
      ))}
      <span className="muted">
        / {total}
        {main.length > 0 && counts['not-applicable'] ? `（${counts['not-applicable']} 不适用）` : ''}
      </span>
    </span>
  )
}
