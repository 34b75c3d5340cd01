import type { listPolicies as endpoint } from '#contract/oversight.ts'
import type { z } from 'zod'
import { STATE_LABEL, subjectsOfLayer, type Rule } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { nameOf, wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf } from '../open-plans.ts'

type Place = z.output<typeof endpoint.output>['places'][number]
type Row = Readonly<Record<string, unknown>>

const MOST = 300
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Places of which a plan wants papers, with those they have; places without come first. */
export const listPolicies =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const places = plans.all.flatMap(placesIn).toSorted((a, b) => Number(a.papers.length > 0) - Number(b.papers.length > 0))
    return { asOf: plans.asOf, places: places.slice(0, MOST), total: places.length }
  }

const wantsPapers = (rule: Rule): boolean =>
  (rule.kind === 'quota' && rule.counts.some(({ of }) => of === 'unit.documents[]')) ||
  (rule.kind === 'share' && rule.of === 'unit.documents[]')

function placesIn(here: OpenScheme): Place[] {
  const { layers, moment, world } = here
  return layers.rules.flatMap((layered): Place[] => {
    const { rule } = layered.rule
    if (!wantsPapers(rule)) return []
    const words = wordsFor(layered)
    return subjectsOfLayer(layered, world, moment)
      .filter(here.mine)
      .flatMap((entity): Place[] => {
        const { state } = layered.rule.ruling(entity, moment)
        if (state === 'not-applicable') return []
        const rows = Array.isArray(entity['documents']) ? (entity['documents'] as readonly (Row & { id: string })[]) : []
        return [
          {
            key: `${layered.key}|${entity.id}`,
            name: nameOf(entity),
            label: rule.label,
            refs: refsOf(here, layered),
            state,
            stateLabel: STATE_LABEL[state],
            debtorLabel: rule.owner === undefined ? '' : words.role(rule.owner),
            papers: rows.map((row) => ({
              id: row.id,
              name: text(row['nameText']),
              docNo: text(row['docNo']),
              issuedOn: text(row['issuedOn']),
              kind: row['kindCode'] ? words.code(text(row['kindCode']), 'document.kindCode') : '',
              topics: (Array.isArray(row['topicCodes']) ? (row['topicCodes'] as readonly string[]) : []).map((code) =>
                words.code(code, 'topicCodes'),
              ),
              status: row['statusCode'] ? words.code(text(row['statusCode']), 'statusCode') : '',
            })),
          },
        ]
      })
  })
}
