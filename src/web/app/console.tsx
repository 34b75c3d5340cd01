import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { AppTheme } from '#ui/theme/app-theme.tsx'
import { createQueryClient } from '#web/http/create-query-client.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { createAppRouter } from './router.tsx'
import './shell.css'
import './print.css'

/** Everything behind the sign-in. */
export function Console() {
  const session = useSession()
  const [client] = useState(createQueryClient)
  const [router] = useState(createAppRouter)
  // a new session after the old one ran out: what failed meanwhile is asked again
  useEffect(() => void client.invalidateQueries(), [client, session])
  return (
    <AppTheme>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AppTheme>
  )
}
