import { useMemo } from 'react'
import { listGrantPlaces, type GrantPlaces } from '#contract/account.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'

export type Place = GrantPlaces['stations'][number]
/** What a grant may name, by name; `isKnown` once the server has told. */
export type Places = GrantPlaces & { readonly isKnown: boolean }

const NONE: GrantPlaces = { divisions: [], stations: [], agencies: [], contracts: [], postings: [], rounds: [] }

/** The places within the own scope; the own divisions at once, the rest when it comes. */
export function usePlaces(): Places {
  const { grants, grant } = useSession()
  const { data } = useAnswer(listGrantPlaces, {})
  return useMemo(() => {
    const places = data ?? NONE
    const own = [grant, ...grants].map(({ scopeCode, divisionName }) => ({ code: scopeCode, name: divisionName }))
    const divisions = [...new Map([...own, ...places.divisions].map((one) => [one.code, one])).values()]
    return { ...places, divisions, isKnown: data !== undefined }
  }, [grant, grants, data])
}
