export async function welcomeEmail() {}
