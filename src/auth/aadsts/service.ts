/** Numbers by which the tenant says that it cannot answer now, and what a developer should know of it. */
export const serviceFaults: Readonly<Record<number, string>> = {
  90012: "The request took the tenant too long.",
  90033: "The tenant has a fault that passes.",
  90055: "The tenant is overloaded: it takes 20 requests in a second from one address, and 200 in all.",
};
