import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Code, Day } from './shared.ts'

/** A plan in force somewhere. */
export const AdoptionView = z
  .object({
    id: z.string(),
    schemeId: z.string(),
    title: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    from: Day,
    endsOn: Day.nullable().meta({ description: '自这一日起不再采用' }),
    isDemo: z.boolean(),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'Adoption' })
export type AdoptionView = z.infer<typeof AdoptionView>

/** The adoptions in and above the caller's territory, and the plans that could be adopted. */
export const listAdoptions = endpoint({
  name: 'territory.listAdoptions',
  method: 'GET',
  path: '/territory/adoptions',
  summary: '本地采用的方案，以及可以采用的方案',
  who: 'read plan',
  input: z.object({}),
  output: z.object({
    adoptions: z.array(AdoptionView),
    adoptable: z.array(
      z.object({
        schemeId: z.string(),
        title: z.string(),
        shortTitle: z.string(),
        validFrom: Day,
        validTo: Day.nullable(),
        tier: z.string().nullable(),
        tierLabel: z.string().nullable(),
      }),
    ),
    mayAdopt: z.boolean(),
  }),
})

/**
 * Puts a plan in force in a place from a day on, and registers the place, its counties and towns as what the plan judges. The
 * id is made by the caller: the same request twice adopts once.
 * @refuses SCHEME_NOT_FOUND @refuses DIVISION_NOT_FOUND @refuses SCHEME_NOT_ADOPTABLE @refuses ADOPTION_LEVEL
 * @refuses ADOPTION_DATES @refuses ADOPTION_OVERLAPS
 */
export const adoptScheme = endpoint({
  name: 'territory.adoptScheme',
  method: 'POST',
  path: '/territory/adoptions',
  summary: '采用方案',
  who: 'adopt scheme',
  input: z.object({ id: z.uuid(), schemeId: z.string().max(40), unitCode: Code, from: Day }),
  output: z.object({ adoption: AdoptionView, unitsAdded: z.int() }),
})

/** @refuses ADOPTION_NOT_FOUND @refuses ADOPTION_ENDED @refuses ADOPTION_DATES */
export const endAdoption = endpoint({
  name: 'territory.endAdoption',
  method: 'POST',
  path: '/territory/adoptions/:id/end',
  summary: '终止采用',
  who: 'adopt scheme',
  input: z.object({ id: z.uuid(), endsOn: Day }),
  output: AdoptionView,
})
