import type { Standing } from '#contract/workforce/index.ts'
import { sentenceOf, sheetOf, STATE_LABEL, type LayeredRule, type Ruling } from '#domain/scheme/index.ts'
import { wordsFor, type OpenScheme } from '#server/scheme/index.ts'

const FINE: ReadonlySet<string> = new Set(['符合', '不适用'])

/** One ruling for people: the sentence, the clauses it rests on, and what is still missing by name. */
export function viewStanding({ scheme }: OpenScheme, layered: LayeredRule, ruling: Ruling): Standing {
  const words = wordsFor(layered)
  const name = typeof ruling.entity['nameText'] === 'string' ? ruling.entity['nameText'] : ''
  return {
    schemeId: scheme.id,
    ruleId: layered.key,
    label: ruling.rule.label,
    sentence: sentenceOf(ruling, words, name).trim(),
    state: ruling.state,
    stateLabel: ruling.label === 'proposed' ? '待决定' : STATE_LABEL[ruling.state],
    refs: refsOf(scheme, ruling.rule.cites),
    entityId: ruling.entity.id,
    dueOn: (ruling.obligations.find((one) => one.state === ruling.state) ?? ruling.obligations[0])?.dueOn ?? null,
    lacks:
      ruling.state === 'met' || ruling.state === 'excepted'
        ? []
        : sheetOf(ruling, words, name)
            .rows.filter(({ outcome }) => !FINE.has(outcome))
            .map(({ label, measured, required, gap }) =>
              [`${label}：${measured}`, required === '' ? '' : `应为${required}`, gap].filter((text) => text !== '').join('，'),
            ),
  }
}

/** Clauses as the document numbers them. */
export const refsOf = (scheme: OpenScheme['scheme'], cites: readonly string[]): string[] => [
  ...new Set(cites.map((cite) => scheme.clauses.find(({ id }) => id === cite.split('/')[0])?.ref ?? cite)),
]
