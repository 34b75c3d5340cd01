import type { listStaffing } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import type { OpenScheme } from '#server/scheme/index.ts'
import { refsOf } from '../view-standing.ts'
import { isHeld } from './is-held.ts'

type Way = z.output<typeof listStaffing.output>['ways'][number]

/** The posts held in the own scope by the kinds and ways that the plans list, those without any among them. */
export const waysOf = (plans: readonly OpenScheme[]): Way[] =>
  plans.flatMap((plan) => {
    const { layers, moment, scheme, world } = plan
    return layers.rules.flatMap((layered): Way[] => {
      const { rule, subject } = layered.rule
      if (rule.kind !== 'catalogue' || subject !== 'posting') return []
      const field = rule.of.slice('posting.'.length)
      const codes = (world.get('posting') ?? [])
        .filter((one) => plan.mine(one) && layered.includes(one, moment) && isHeld(one['startOn'], one['endOn'], moment.asOf))
        .map((one) => one[field])
      const kinds = rule.items.map(({ code, label }) => ({ label, posts: codes.filter((one) => one === code).length }))
      const unknown = codes.filter((one) => typeof one !== 'string').length
      const known = kinds.reduce((sum, { posts }) => sum + posts, 0)
      return [
        {
          ruleId: layered.key,
          label: rule.label,
          refs: refsOf(scheme, rule.cites),
          kinds,
          others: codes.length - known - unknown,
          unknown,
        },
      ]
    })
  })
