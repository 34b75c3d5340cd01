import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type Address<N extends string> = { readonly [K in N]?: string }
type Patch<N extends string> = { readonly [K in N]?: string | undefined }
type Change<N extends string> = (patch: Patch<N>, options?: { readonly isStep?: boolean }) => void

/** Takes the names it knows from an address, and nothing else. */
export const readAddress =
  <N extends string>(names: readonly N[]) =>
  (raw: Readonly<Record<string, unknown>>): Address<N> =>
    Object.fromEntries(
      names.flatMap((name) => (typeof raw[name] === 'string' && raw[name] !== '' ? [[name, raw[name]]] : [])),
    ) as Address<N>

/** What the address of the page holds, and a way to change it; a step is one that 后退 should undo. */
export function useAddress<N extends string>(
  read: (raw: Readonly<Record<string, unknown>>) => Address<N>,
): readonly [Address<N>, Change<N>] {
  const search = read(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = useCallback<Change<N>>(
    (patch, options) =>
      void navigate({
        to: '.',
        search: ((before: Address<N>) => read({ ...before, ...patch })) as never,
        replace: options?.isStep !== true,
        resetScroll: false,
      }),
    [navigate, read],
  )
  return [search, change]
}
