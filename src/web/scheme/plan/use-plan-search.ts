import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { readPlanSearch, type PlanSearch, type PlanSearchPatch } from './plan-search.ts'

type Change = (patch: PlanSearchPatch, options?: { readonly isStep?: boolean }) => void

/**
 * What the address holds, and a way to change it. A change takes the place of the last one in the history, except a step
 * that 后退 should undo.
 */
export function usePlanSearch(): readonly [PlanSearch, Change] {
  const search = useSearch({ strict: false }) as PlanSearch
  const navigate = useNavigate()
  const change = useCallback<Change>(
    (patch, options) =>
      void navigate({
        to: '.',
        search: ((before: PlanSearch) => readPlanSearch({ ...before, ...patch })) as never,
        replace: options?.isStep !== true,
        resetScroll: false,
      }),
    [navigate],
  )
  return [search, change]
}
