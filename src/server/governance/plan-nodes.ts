import type { readRoadmap } from '#contract/governance.ts'
import type { z } from 'zod'
import { namedIn, planNodeOf } from '#domain/governance/index.ts'
import { S, STATE_LABEL, stateOf, subjectsOfLayer } from '#domain/scheme/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'
import { refsOf } from './open-plans.ts'

type Node = z.output<typeof readRoadmap.output>['nodes'][number]

/** The days that a plan's own text fixes, with how what they ask stands in the own scope; in their order. */
export const planNodes = (here: OpenScheme, phases: ReadonlySet<string>): Node[] =>
  here.layers.rules
    .flatMap((layered): Node[] => {
      const node = planNodeOf(layered.rule.rule)
      // the phases that are recorded tell their own days
      if (!node || [...namedIn(layered.rule.rule, 'phaseCode')].some((code) => phases.has(code))) return []
      const codes = subjectsOfLayer(layered, here.world, here.moment)
        .filter(here.mine)
        .map((e) => layered.rule.state(e, here.moment))
        .filter((code) => code !== S.notApplicable)
      const state = stateOf(Math.max(S.notApplicable, ...codes))
      return [
        {
          schemeId: here.scheme.id,
          ruleId: layered.key,
          label: layered.rule.rule.label,
          from: node.from ?? null,
          to: node.to,
          refs: refsOf(here, layered),
          total: codes.length,
          open: codes.filter((code) => code > S.late).length,
          state,
          stateLabel: STATE_LABEL[state],
        },
      ]
    })
    .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1))
