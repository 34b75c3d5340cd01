import { keepPreviousData, useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call } from './call.ts'

/** The answers of a listing endpoint, page after page; `after` says where the next one begins. */
export function usePages<E extends Endpoint>(
  e: E,
  input: z.input<E['input']>,
  after: (page: z.output<E['output']>) => string | undefined,
): UseInfiniteQueryResult<InfiniteData<z.output<E['output']>>> {
  return useInfiniteQuery<
    z.output<E['output']>,
    Error,
    InfiniteData<z.output<E['output']>>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [e.name, 'pages', input],
    queryFn: ({ pageParam, signal }) => call(e, { ...input, ...(pageParam !== undefined && { after: pageParam }) }, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => after(page),
    placeholderData: keepPreviousData,
  })
}
