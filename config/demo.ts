// What is known of a demo installation on purpose: everybody's password. Production has none of these people.
export const demoPassword = 'huying-demo-2026';
