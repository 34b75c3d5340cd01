import { QueryClient } from '@tanstack/react-query'
import { codeOf } from './call-failed.ts'

const PASSING = new Set(['OFFLINE', 'STARTING', 'DATABASE_DOWN', 'BAD_ANSWER'])

/** Keeps answers for half a minute; what passes by itself is tried again twice, a refusal never. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && PASSING.has(codeOf(error) ?? ''),
        retryDelay: (failures) => 400 * 2 ** failures,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  })
