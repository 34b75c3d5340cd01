import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { TestCounty } from './test-county.ts'

/**
 * The first two tests of every endpoint. `real` names something that is there, `madeUp` something nobody ever had: to
 * another county both are answered alike.
 */
export function turnsStrangersAway<E extends Endpoint>(
  county: () => TestCounty,
  endpoint: E,
  real: () => z.input<E['input']>,
  madeUp: () => z.input<E['input']>,
): void {
  test('somebody not signed in is told to sign in', async () => {
    const { status, problem } = await county().anyone.call(endpoint, real())
    expect(status).toBe(401)
    expect(problem.code).toBe('NOT_SIGNED_IN')
  })

  test('for another county it does not exist', async () => {
    const [there, nowhere] = [await county().stranger.call(endpoint, real()), await county().stranger.call(endpoint, madeUp())]
    expect(there.status).toBe(404)
    const { requestId: _, ...answer } = there.problem
    expect(answer).toEqual({ ...nowhere.problem, requestId: undefined })
  })
}
