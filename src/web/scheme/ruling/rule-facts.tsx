import type { RuleView } from '#contract/scheme/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'

/** What a rule asks, of whom, and on which reading of the text. */
export function RuleFacts({ rule }: { readonly rule: RuleView }) {
  return (
    <section className="rule-facts" aria-label="规则">
      <h2>{rule.label}</h2>
      <p>{rule.requirement}</p>
      <dl>
        <div>
          <dt>种类</dt>
          <dd>
            {rule.kindLabel}，{rule.strengthLabel}
          </dd>
        </div>
        <div>
          <dt>对象</dt>
          <dd>{rule.subjectLabel}</dd>
        </div>
        <div>
          <dt>责任方</dt>
          <dd>{rule.actorLabel}</dd>
        </div>
        {rule.nextDueOn === null ? null : (
          <div>
            <dt>最近期限</dt>
            <dd>{rule.nextDueOn}</dd>
          </div>
        )}
        {rule.gates.length > 0 ? (
          <div>
            <dt>把守关口</dt>
            <dd>{rule.gates.join('、')}</dd>
          </div>
        ) : null}
      </dl>
      {rule.reading ? <Reading reading={rule.reading} /> : null}
    </section>
  )
}

/** How an unclear text is read, and who has signed for it. */
export function Reading({ reading: { text, signedBy } }: { readonly reading: NonNullable<RuleView['reading']> }) {
  return (
    <p className="reading">
      <strong>读法</strong> {text}{' '}
      {signedBy === null ? <StatusTag tone="unknown" word="待签" /> : <StatusTag tone="good" word={`已签：${signedBy}`} />}
    </p>
  )
}
