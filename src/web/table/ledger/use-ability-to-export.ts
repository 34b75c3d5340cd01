import type { ListEndpoints } from '#contract/table.ts'
import { useSession } from '#web/kernel/current-session.ts'

/** Whether this person may take the list along. */
export function useAbilityToExport({ export: { who } }: ListEndpoints): boolean {
  const { abilities } = useSession()
  return who === 'anyone' || who === 'signed-in' || abilities.includes(who)
}
