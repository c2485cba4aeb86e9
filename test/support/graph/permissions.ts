/** The delegated permissions of which a call needs one. */
export const readApplications = ["Application.Read.All", "Application.ReadWrite.All"];
export const writeApplications = ["Application.ReadWrite.All"];
export const readUserFlows = ["EventListener.Read.All", "EventListener.ReadWrite.All"];
export const writeUserFlows = ["EventListener.ReadWrite.All"];
