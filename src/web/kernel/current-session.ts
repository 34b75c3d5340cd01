import { createContext, useContext } from 'react'
import type { SessionView } from '#contract/session.ts'

const CurrentSession = createContext<SessionView | null>(null)
export const CurrentSessionProvider = CurrentSession.Provider

/** Who is signed in. Only below the sign-in. */
export function useSession(): SessionView {
  const session = useContext(CurrentSession)
  if (!session) throw new Error('no session above this component')
  return session
}

export type Ability = SessionView['abilities'][number]
export const useCan = (ability: Ability): boolean => useSession().abilities.includes(ability)
