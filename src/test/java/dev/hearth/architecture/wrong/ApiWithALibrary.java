package dev.hearth.architecture.wrong;

import jakarta.inject.Singleton;

@Singleton
public class ApiWithALibrary {}
