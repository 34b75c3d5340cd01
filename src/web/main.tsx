import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#ui/base.css'
import { SessionGate } from '#web/session/index.ts'

const loadConsole = async () => (await import('#web/app/console.tsx')).Console

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <SessionGate loadConsole={loadConsole} />
  </StrictMode>,
)
