import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Trouble } from '#ui/problem-notice.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'

/** Something done on the server: afterwards every list is asked again. */
export function useAct<In, Out>(
  act: (input: In) => Promise<Out>,
  then: (answer: Out) => void,
): {
  readonly run: (input: In) => void
  readonly isBusy: boolean
  readonly trouble: Trouble | undefined
  readonly reset: () => void
} {
  const client = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      then(answer)
      await client.invalidateQueries()
    },
  })
  return { run: mutate, isBusy: isPending, trouble: error ? troubleOf(error) : undefined, reset }
}
