package dev.hearth.functions.deployment;

import dev.hearth.functions.reset.StaticState;
import io.quarkus.gizmo.Gizmo;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Adds a call of {@link StaticState#capture} to each normal end of a class's initialisation. */
final class CaptureAtInitialisation extends ClassVisitor {
    private static final String INITIALISER = "<clinit>";

    private final String capturer;
    private @Nullable Type type;
    private boolean initialised;

    CaptureAtInitialisation(ClassVisitor next) {
        this(next, Type.getInternalName(StaticState.class));
    }

    /**
     * With another class in the place of {@link StaticState}.
     *
     * @param capturer the internal name of a class with the same method
     */
    CaptureAtInitialisation(ClassVisitor next, String capturer) {
        super(Gizmo.ASM_API_VERSION, next);
        this.capturer = capturer;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        type = Type.getObjectType(name);
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!name.equals(INITIALISER)) {
            return next;
        }
        initialised = true;
        return new MethodVisitor(Gizmo.ASM_API_VERSION, next) {
            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.RETURN) {
                    capture(mv);
                }
                super.visitInsn(opcode);
            }
        };
    }

    @Override
    public void visitEnd() {
        if (!initialised) {
            MethodVisitor method = super.visitMethod(Opcodes.ACC_STATIC, INITIALISER, "()V", null, null);
            method.visitCode();
            capture(method);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(1, 0);
            method.visitEnd();
        }
        super.visitEnd();
    }

    private void capture(MethodVisitor method) {
        method.visitLdcInsn(type);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, capturer, "capture", "(Ljava/lang/Class;)V", false);
    }
}
