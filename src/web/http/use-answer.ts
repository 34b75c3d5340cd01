import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call } from './call.ts'

interface AnswerOptions {
  readonly isEnabled?: boolean
  /** Keeps showing the answer to the last input until the next one is there. */
  readonly keepsPrevious?: boolean
}

/** The key under which the answer to a call is kept. */
export const answerKey = <E extends Endpoint>(e: E, input?: z.input<E['input']>): readonly unknown[] =>
  input ? [e.name, input] : [e.name]

/** The answer of a reading endpoint, kept and refreshed; a call that is no longer wanted is aborted. */
export function useAnswer<E extends Endpoint>(
  e: E,
  input: z.input<E['input']>,
  { isEnabled = true, keepsPrevious = false }: AnswerOptions = {},
): UseQueryResult<z.output<E['output']>> {
  return useQuery<z.output<E['output']>>({
    queryKey: answerKey(e, input),
    queryFn: ({ signal }) => call(e, input, signal),
    enabled: isEnabled,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  })
}
