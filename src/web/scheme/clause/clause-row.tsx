import { memo } from 'react'
import type { ClauseView, RuleView } from '#contract/scheme/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { refInWords } from '../chapters.ts'
import { CountsLine } from './counts-line.tsx'
import { COLOUR_WORDS } from '../state-words.ts'

export type OpenRule = (ruleId: string) => void
type PartView = ClauseView['parts'][number]

interface ClauseRowProps {
  readonly clause: ClauseView
  readonly isAimedAt: boolean
  /** Absent where the reader may not open rulings. */
  readonly onOpen: OpenRule | undefined
}

/** One clause as the document has it, coloured by how it stands. */
export const ClauseRow = memo(function ClauseRow({ clause, isAimedAt, onOpen }: ClauseRowProps) {
  const { word, tone } = COLOUR_WORDS[clause.colour]
  const [only] = clause.parts
  return (
    <li
      className={`clause tone-${tone}${isAimedAt ? ' is-aimed-at' : ''}`}
      id={`clause-${clause.id}`}
      tabIndex={isAimedAt ? -1 : undefined}
    >
      <span className="clause-ref">{refInWords(clause.ref)}</span>
      <div className="clause-body">
        <p className="clause-text">{clause.text}</p>
        {clause.parts.length === 1 && only ? (
          <PartRules part={only} onOpen={onOpen} />
        ) : (
          <ol className="clause-parts">
            {clause.parts.map((part) => (
              <li key={part.cite} className={`tone-${COLOUR_WORDS[part.colour].tone}`}>
                <p>
                  {part.text} <StatusTag tone={COLOUR_WORDS[part.colour].tone} word={COLOUR_WORDS[part.colour].word} />
                </p>
                <PartRules part={part} onOpen={onOpen} />
              </li>
            ))}
          </ol>
        )}
      </div>
      <div className="clause-state">
        <StatusTag tone={tone} word={word} />
        <span className="muted clause-area">{clause.areaLabel}</span>
      </div>
    </li>
  )
})

function PartRules({ part, onOpen }: { readonly part: PartView; readonly onOpen: OpenRule | undefined }) {
  if (part.rules.length === 0 && !part.restsOnDeclared) return null
  return (
    <div className="part-rules">
      {part.rules.map((rule) => (
        <RuleLine key={rule.id} rule={rule} onOpen={onOpen} />
      ))}
      {part.restsOnDeclared ? <span className="declared-mark">◇ 部分符合依据申报，尚未核实</span> : null}
    </div>
  )
}

function RuleLine({ rule, onOpen }: { readonly rule: RuleView; readonly onOpen: OpenRule | undefined }) {
  const content = (
    <>
      <span className="rule-label">
        {rule.label}
        {rule.strength === 'must' || rule.strength === 'stated' ? null : <span className="strength">{rule.strengthLabel}</span>}
        {rule.overlay === null ? null : <span className="strength">叠加</span>}
      </span>
      <span className="rule-actor">{rule.actorLabel}</span>
      <CountsLine counts={rule.counts} total={rule.total} />
      {rule.nextDueOn === null ? null : <span className="rule-due">期限 {rule.nextDueOn}</span>}
    </>
  )
  return onOpen ? (
    <button type="button" className="rule-line" data-rule={rule.id} onClick={() => onOpen(rule.id)}>
      {content}
    </button>
  ) : (
    <div className="rule-line">{content}</div>
  )
}
